/** What becomes of commits: whether they are in the log, who is told of them, how far the log is settled. */
@NullMarked
package io.talel.command.eventlog.commit;

import org.jspecify.annotations.NullMarked;
