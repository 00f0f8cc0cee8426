import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** Counts of a test run. */
export interface Summary {
  passed: number
  failed: number
  skipped: number
}

/**
 * Writes the counts of the run as JSON to the file named by AURUM_TEST_SUMMARY, for the last line of `npm test`; and
 * says which tests were skipped, and why.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const summary: Summary = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      // What breaks outside a test (an import, a hook) belongs to none of them.
      summary.failed += module.errors().length
      for (const suite of module.children.allSuites()) summary.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') summary.passed += 1
        else if (result.state === 'skipped') {
          summary.skipped += 1
          console.log(
            `Skipped: ${module.relativeModuleId} > ${test.fullName} (${result.note ?? 'no reason given'})`,
          )
        } else summary.failed += 1
      }
    }
    const file = process.env.AURUM_TEST_SUMMARY
    if (file) writeFileSync(file, JSON.stringify(summary))
  }
}
