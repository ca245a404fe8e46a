/** Without the characters of `marks` at its end. A pattern such as `/-+$/` tries each run from every character of it again. */
export function trimMarksEnd(text: string, marks: string): string {
  let end = text.length
  while (end > 0 && marks.includes(text[end - 1]!)) end -= 1
  return text.slice(0, end)
}

/** Without the characters of `marks` at both ends. */
export function trimMarks(text: string, marks: string): string {
  let start = 0
  while (start < text.length && marks.includes(text[start]!)) start += 1
  return trimMarksEnd(text.slice(start), marks)
}
