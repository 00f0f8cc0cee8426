import { type ReactNode, Suspense } from 'react'
import { lazyExtra } from '../ui/lazy-extra.ts'

const PriceHint = lazyExtra(() =>
  import('../features/usage/price-hint.tsx').then(({ PriceHint }) => PriceHint),
)

/** What a message to the assistant would cost, said before it is sent; it comes when it is needed. */
export const renderPrice = (message: string): ReactNode => (
  <Suspense>
    <PriceHint message={message} />
  </Suspense>
)
