/** `RRGGBB`, also behind two digits of transparency: so near to white that white paper swallows it? */
export function isWhite(hex: string | undefined): boolean {
  const digits = hex?.slice(-6) ?? ''
  return /^[0-9a-f]{6}$/i.test(digits) && [0, 2, 4].every((at) => Number.parseInt(digits.slice(at, at + 2), 16) >= 0xf4)
}
