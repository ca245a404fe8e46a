/** How this server keeps what it acknowledged, in its own words. */
export async function syncOf(ask: (text: string) => Promise<{ rows: Record<string, string>[] }>) {
  const show = async (setting: string) => (await ask(`SHOW ${setting}`)).rows[0]![setting]!
  const version = (await show('server_version')).split(' ')[0]
  const fsync = await show('fsync')
  const commit = await show('synchronous_commit')
  return {
    about: `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${commit}`,
    synced: fsync === 'on' && commit === 'on',
  }
}
