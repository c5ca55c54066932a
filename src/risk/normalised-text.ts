const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f',
    'х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=e ґ=g',
  ].flatMap(line => line.split(' ').map(pair => pair.split('=') as [string, string])),
);

/** Lower case, Cyrillic as Latin (railway notes come in both), no diacritics, every run of other characters one blank. */
export function normaliseText(text: string): string {
  return text
    .toLowerCase()
    .replace(/\p{Script=Cyrillic}/gu, letter => CYRILLIC[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
