import { Toaster as Sonner } from 'sonner'

export { toast as showToast } from 'sonner'

type ToasterProps = { label: string; theme: 'light' | 'dark' | 'system' }

/** Where toasts appear: above the bottom bar on a phone, in the corner on a desktop. */
export function Toaster({ label, theme }: ToasterProps) {
  return (
    <Sonner
      containerAriaLabel={label}
      theme={theme}
      position="bottom-center"
      gap={10}
      className="[--toast-bottom:calc(4.75rem+env(safe-area-inset-bottom))] md:[--toast-bottom:1.5rem]"
      offset={{ bottom: 'var(--toast-bottom)' }}
      // It brings a font of its own.
      style={{ fontFamily: 'inherit' }}
      mobileOffset={{ bottom: 'var(--toast-bottom)', left: 12, right: 12 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'pointer-events-auto flex w-full items-center gap-3 rounded-md bg-toast px-4 py-3 text-sm text-on-toast shadow-sheet md:w-[24rem]',
          content: 'min-w-0 flex-1',
          title: 'font-medium wrap-break-word',
          description: 'mt-0.5 opacity-80',
          icon: 'hidden',
          actionButton:
            'ml-auto h-8 shrink-0 rounded-sm px-3 font-semibold text-toast-action hover:bg-white/10 touch:h-11',
        },
      }}
    />
  )
}
