import { test } from 'vitest'

test.skip('PostgreSQL or versitygw is not installed: what runs on both is skipped', () => undefined)
