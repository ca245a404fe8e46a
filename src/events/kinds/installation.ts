export const INSTALLATION_KINDS = {
  'installation.held':
    'Nothing leaves any more, because somebody said so or the database is a copy; why is the description.',
  'installation.released': 'It was let go: what waited runs, or was dropped, as the description tells.',
} as const
