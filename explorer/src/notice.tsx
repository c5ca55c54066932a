import { useEffect } from 'react';

const SHOWN_MS = 7000;

interface NoticeProps {
  readonly text: string;
  onGone(): void;
}

/** A line that tells what just happened and goes by itself. */
export function Notice({ text, onGone }: NoticeProps) {
  useEffect(() => {
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onGone]);
  return (
    <output className="notice" aria-live="polite">
      {text}
    </output>
  );
}
