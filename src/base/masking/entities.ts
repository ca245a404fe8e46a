/*
 * The names that HTML has for characters: those of HTML 4, which panels write, and those of HTML 5 for what is on a keyboard.
 */

/** From U+00A0 on, one name each. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
  'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc ' +
  'Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc ' +
  'iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'

/** Each character before its names. */
const OTHERS =
  '" quot QUOT|& amp AMP|< lt LT|> gt GT|\' apos|! excl|# num|$ dollar|% percnt|( lpar|) rpar|* ast midast|+ plus|, comma|' +
  '. period|/ sol|: colon|; semi|= equals|? quest|@ commat|[ lsqb lbrack|\\ bsol|] rsqb rbrack|^ Hat|_ lowbar UnderBar|' +
  '` grave|{ lcub lbrace|} rcub rbrace|\t Tab|\n NewLine|Œ OElig|œ oelig|Š Scaron|š scaron|Ÿ Yuml|ƒ fnof|ˆ circ|' +
  '˜ tilde|Α Alpha|Β Beta|Γ Gamma|Δ Delta|Ε Epsilon|Ζ Zeta|Η Eta|Θ Theta|Ι Iota|Κ Kappa|Λ Lambda|Μ Mu|Ν Nu|Ξ Xi|Ο Omicron|' +
  'Π Pi|Ρ Rho|Σ Sigma|Τ Tau|Υ Upsilon|Φ Phi|Χ Chi|Ψ Psi|Ω Omega|α alpha|β beta|γ gamma|δ delta|ε epsilon|ζ zeta|η eta|' +
  'θ theta|ι iota|κ kappa|λ lambda|μ mu|ν nu|ξ xi|ο omicron|π pi|ρ rho|ς sigmaf|σ sigma|τ tau|υ upsilon|φ phi|χ chi|ψ psi|' +
  'ω omega|ϑ thetasym|ϒ upsih|ϖ piv|– ndash|— mdash|‘ lsquo|’ rsquo|‚ sbquo|“ ldquo|” rdquo|„ bdquo|† dagger|‡ Dagger|' +
  '• bull|… hellip|‰ permil|′ prime|″ Prime|‹ lsaquo|› rsaquo|‾ oline|⁄ frasl|€ euro|ℑ image|℘ weierp|ℜ real|™ trade|' +
  'ℵ alefsym|← larr|↑ uarr|→ rarr|↓ darr|↔ harr|↵ crarr|⇐ lArr|⇑ uArr|⇒ rArr|⇓ dArr|⇔ hArr|∀ forall|∂ part|∃ exist|' +
  '∅ empty|∇ nabla|∈ isin|∉ notin|∋ ni|∏ prod|∑ sum|− minus|∗ lowast|√ radic|∝ prop|∞ infin|∠ ang|∧ and|∨ or|∩ cap|∪ cup|' +
  '∫ int|∴ there4|∼ sim|≅ cong|≈ asymp|≠ ne|≡ equiv|≤ le|≥ ge|⊂ sub|⊃ sup|⊄ nsub|⊆ sube|⊇ supe|⊕ oplus|⊗ otimes|' +
  '⊥ perp|⋅ sdot|⌈ lceil|⌉ rceil|⌊ lfloor|⌋ rfloor|◊ loz|♠ spades|♣ clubs|♥ hearts|♦ diams'

const LONGEST = 8

let known: ReadonlyMap<string, string> | undefined

function names(): ReadonlyMap<string, string> {
  known ??= new Map([
    ...LATIN_1.split(' ').map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
    ['vert', '|'],
    ['verbar', '|'],
    ['ensp', '\u2002'],
    ['emsp', '\u2003'],
    ['thinsp', '\u2009'],
    ['zwnj', '\u200c'],
    ['zwj', '\u200d'],
    ...OTHERS.split('|').flatMap((line) => {
      const [character, ...called] = line.split(' ')
      return called.map((name): [string, string] => [name, character!])
    }),
  ])
  return known
}

/**
 * The character that a name stands for, and how long the name is: where it ends with no semicolon, letters that follow on it
 * may have been taken for a part of it. Names in other letter case count too, as some readers have it.
 */
export function namedCharacter(letters: string, closed: boolean): { character: string; length: number } | undefined {
  const longest = Math.min(letters.length, LONGEST)
  for (let length = longest; length >= (closed ? letters.length : 2); length--) {
    const name = letters.slice(0, length)
    const character = names().get(name) ?? names().get(name.toLowerCase())
    if (character !== undefined) return { character, length }
  }
  return undefined
}
