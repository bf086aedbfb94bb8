/** Carries out schedules of articles once they are due. */
@NullMarked
package io.talel.command.article.schedule;

import org.jspecify.annotations.NullMarked;
