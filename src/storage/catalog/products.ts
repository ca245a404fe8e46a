import type { Patch } from '../../base/merge.ts'
import type { Product, ProductFilter } from '../../catalog/products/product.ts'
import type { NewProduct, ProductStore } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { holdersOf } from '../engine/holders.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, fold, type Sql, sql, type Value, where } from '../engine/sql.ts'

const PRODUCT = sql`p.id, p.group_id AS "groupId", p.type, p.name, p.slug, p.description,
  p.short_description AS "shortDescription", p.tagline, p.colour, p.module, p.module_settings AS "moduleSettings",
  p.server_group_id AS "serverGroupId", p.pay_type AS "payType", p.auto_setup AS "autoSetup", p.hidden,
  p.show_domain_options AS "showDomainOptions", p.tax, p.featured, p.stock_control AS "stockControl", p.stock,
  p.allow_quantity AS "allowQuantity", p.position, p.options, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`

export function productStore(q: Queries): ProductStore {
  return {
    async get(id) {
      const row = await q.get<ProductRow>(sql`SELECT ${PRODUCT} FROM products p WHERE p.id = ${id}`)
      return row && toProduct(row)
    },
    async lock(id) {
      const row = await q.get<ProductRow>(
        sql`SELECT ${PRODUCT} FROM products p WHERE p.id = ${id} ${q.phrases.forUpdate}`,
      )
      return row && toProduct(row)
    },
    async list(filter) {
      const rows = await q.all<ProductRow & { groupName: string; groupSlug: string; groupPosition: number }>(
        sql`SELECT ${PRODUCT}, g.name AS "groupName", g.slug AS "groupSlug", g.position AS "groupPosition"
          FROM products p JOIN product_groups g ON g.id = p.group_id ${matching(filter)}
          ORDER BY g.position, g.id, p.position, p.id`,
      )
      return rows.map(toProduct)
    },
    async reserveSlugs(groupId, but = 0) {
      await q.get(q.phrases.oneAtATime(`products of group ${groupId}`))
      const rows = await q.all<{ slug: string }>(
        sql`SELECT slug FROM products WHERE group_id = ${groupId} AND id <> ${but}`,
      )
      return new Set(rows.map(({ slug }) => slug))
    },
    insert: ({ id, ...product }, at) =>
      insertRow(q, sql`products`, { id, ...toColumns(product), created_at: at, updated_at: at }),
    async update(id, changes, at) {
      const columns = assignments({ ...toColumns(changes), updated_at: at })
      await q.run(sql`UPDATE products SET ${columns} WHERE id = ${id}`)
    },
    holders: (id) => holdersOf(q, sql`products`, id, { services: sql`services WHERE product_id = ${id}` }),
    async delete(id) {
      await q.run(sql`DELETE FROM prices WHERE owner = 'product' AND owner_id = ${id}`)
      await q.run(sql`DELETE FROM custom_fields WHERE owner = 'product' AND owner_id = ${id}`)
      await q.run(sql`DELETE FROM product_config_options WHERE product_id = ${id}`)
      await q.run(sql`DELETE FROM products WHERE id = ${id}`)
    },
  }

  function matching({ ids, groupId, module }: ProductFilter): Sql {
    return where([
      ids === undefined ? undefined : sql`p.id ${q.phrases.inIntegers(ids)}`,
      groupId === undefined ? undefined : sql`p.group_id = ${groupId}`,
      module === undefined ? undefined : sql`p.module_folded = ${fold(module)}`,
    ])
  }
}

type ProductRow = Stored<Product, 'moduleSettings' | 'options'>

const toProduct = <Row extends ProductRow>(row: Row) =>
  decoded(row, {
    hidden: isOn(row.hidden),
    showDomainOptions: isOn(row.showDomainOptions),
    tax: isOn(row.tax),
    featured: isOn(row.featured),
    stockControl: isOn(row.stockControl),
    allowQuantity: isOn(row.allowQuantity),
    moduleSettings: json<Product['moduleSettings']>(row.moduleSettings),
    options: json<Product['options']>(row.options),
  })

function toColumns(product: Patch<NewProduct>): Record<string, Value | undefined> {
  const { module, moduleSettings, options } = product
  return {
    group_id: product.groupId,
    type: product.type,
    name: product.name,
    slug: product.slug,
    description: product.description,
    short_description: product.shortDescription,
    tagline: product.tagline,
    colour: product.colour,
    module,
    module_folded: module === undefined ? undefined : fold(module),
    module_settings: moduleSettings && JSON.stringify(moduleSettings),
    server_group_id: product.serverGroupId,
    pay_type: product.payType,
    auto_setup: product.autoSetup,
    hidden: flag(product.hidden),
    show_domain_options: flag(product.showDomainOptions),
    tax: flag(product.tax),
    featured: flag(product.featured),
    stock_control: flag(product.stockControl),
    stock: product.stock,
    allow_quantity: flag(product.allowQuantity),
    position: product.position,
    options: options && JSON.stringify(options),
  }
}
