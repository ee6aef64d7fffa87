import { Search as Glass } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useKeys } from '../ui/keys/useKeys.ts';

/** 案号、当事人、电话后四位、地址: goes to the list of cases. Ctrl+K from anywhere. */
export function Search() {
  const [words, setWords] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const go = useNavigate();
  useKeys({
    'ctrl+k': () => box.current?.focus(),
  });
  const find = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim()) void go(`/cases?view=all&q=${encodeURIComponent(words.trim())}`);
  };
  return (
    <search className="searchwrap">
      <form className="search" onSubmit={find}>
        <Glass size={15} aria-hidden />
        <input
          ref={box}
          value={words}
          onChange={({ target }) => setWords(target.value)}
          placeholder="案号、当事人、电话后四位、地址"
          aria-label="查找案件"
        />
        <kbd>Ctrl K</kbd>
      </form>
    </search>
  );
}
