import { chown, rename, stat, writeFile } from 'node:fs/promises'
import type pg from 'pg'

/**
 * Puts the key of Vault beside the cluster, in a file only the server's account can read: it is the one thing
 * that turns `vault.secrets` into plain text, so it is neither in the database nor in a copy of its folder.
 * @param admin a connection as supabase_admin to a server on this machine
 */
export async function placeVaultKey(admin: pg.Client, vaultKey: string): Promise<void> {
  const { rows } = await admin.query<{ data_directory: string }>('show data_directory')
  const cluster = rows[0]!.data_directory
  const owner = await stat(cluster)
  const file = `${cluster}.vault-key`
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${vaultKey}\n`, { mode: 0o600 })
  if (owner.uid !== process.getuid?.()) await chown(draft, owner.uid, owner.gid)
  await rename(draft, file)
}

/** Creates or changes secrets in Vault, by name. Unchanged ones are left alone. */
export async function saveSecrets(admin: pg.Client, secrets: Record<string, string>): Promise<void> {
  for (const [name, secret] of Object.entries(secrets)) {
    const { rows } = await admin.query<{ id: string; decrypted_secret: string }>(
      'select id, decrypted_secret from vault.decrypted_secrets where name = $1',
      [name],
    )
    const known = rows[0]
    if (!known) await admin.query('select vault.create_secret($1, $2)', [secret, name])
    else if (known.decrypted_secret !== secret)
      await admin.query('select vault.update_secret($1, $2)', [known.id, secret])
  }
}
