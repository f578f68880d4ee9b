import { test } from 'vitest'

test.skip('PostgreSQL is not installed: what runs on it is skipped', () => undefined)
