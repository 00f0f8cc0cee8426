import { lazy, type ReactNode, Suspense } from 'react'

const PriceHint = lazy(() =>
  import('../features/usage/price-hint.tsx').then(({ PriceHint }) => ({ default: PriceHint })),
)

/** What a message to the assistant would cost, said before it is sent; it comes when it is needed. */
export const renderPrice = (message: string): ReactNode => (
  <Suspense>
    <PriceHint message={message} />
  </Suspense>
)
