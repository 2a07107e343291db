//go:build !corpus

package corpus

// falseAlarmRuns is how often each program that goes on is run.
const falseAlarmRuns = 1
