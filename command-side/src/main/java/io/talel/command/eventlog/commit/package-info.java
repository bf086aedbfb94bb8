/** Follows commits: finds out whether the log has them, announces them, and tells how far the log is settled. */
@NullMarked
package io.talel.command.eventlog.commit;

import org.jspecify.annotations.NullMarked;
