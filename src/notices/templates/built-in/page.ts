/** What all HTML mails stand in: no image, no script, nothing that is fetched. */
export const page = (content: string): string => `<!doctype html>
<html lang="en">
<body style="font-family: sans-serif; font-size: 15px; line-height: 1.5; color: #1a1a1a; max-width: 40em">
${content}
<p><a href="{{link}}">{{link}}</a></p>
<p style="font-size: 12px; color: #666">Which mails you get, and when, you set yourself under “Notices”.</p>
</body>
</html>
`

export const FOOT = `{{link}}

--
Which mails you get, and when, you set yourself under "Notices".
`
