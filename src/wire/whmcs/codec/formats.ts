import type { Fields } from '../../codec/tree.ts'
import { openFlatList, renderFlat } from './flat.ts'
import { openJsonList, renderJson } from './json.ts'
import { openNvpList, renderNvp } from './nvp.ts'
import type { OpenList } from './streaming.ts'
import { openXmlList, renderXml, type XmlEnvelope } from './xml.ts'

export type FormatName = 'json' | 'xml' | 'nvp' | 'flat'

/** One serialisation: the answer as a whole, or around one long list. */
export interface Format {
  render(tree: Fields): string
  openList: OpenList
}

/** The format of this name; only XML shows the envelope. */
export function formatOf(name: FormatName, envelope: XmlEnvelope): Format {
  switch (name) {
    case 'json':
      return { render: renderJson, openList: openJsonList }
    case 'nvp':
      return { render: renderNvp, openList: openNvpList }
    case 'flat':
      return { render: renderFlat, openList: openFlatList }
    case 'xml':
      return {
        render: (tree) => renderXml(tree, envelope),
        openList: (before, path) => openXmlList(before, path, envelope),
      }
  }
}
