package io.talel.command.article.schedule;

import io.talel.kernel.article.ArticleId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Does what is due of a schedule. One that is not due, that is no longer there or that another node is just carrying out is left
 * alone. What is due of an author who was erased is cancelled.
 *
 * @param schedule version of the stream that scheduled it
 */
public record CarryOutSchedule(@TargetAggregateIdentifier ArticleId articleId, long schedule) {}
