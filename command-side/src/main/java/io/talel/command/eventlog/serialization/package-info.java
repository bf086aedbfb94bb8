/** Events as the log stores them: names, revisions, upcasters, JSON. */
@NullMarked
package io.talel.command.eventlog.serialization;

import org.jspecify.annotations.NullMarked;
