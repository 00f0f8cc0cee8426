import pg from 'pg'
import type { Page } from 'playwright-core'
import { signUpAt } from '../../stack/test-people.ts'
