package io.talel.query.article;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.Examples.revised;
import static io.talel.query.Recorded.event;
import static io.talel.query.Recorded.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.Markdown;
import io.talel.query.Recorded;
import io.talel.query.markdown.MarkdownRenderer;
import io.talel.query.projection.GenerationWriter;
import io.talel.query.projection.Reached;
import io.talel.query.projection.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.junit.jupiter.api.Test;

class ArticleProjectionTest {

    private static final String LONGEST = "word ".repeat(Markdown.MAX_BYTES / 5);

    private final Written written = new Written();
    private final AnnotationEventHandlerAdapter projection =
            new AnnotationEventHandlerAdapter(new ArticleProjection(written, new MarkdownRenderer()));

    /** Remembers how many rows were written at once and what was committed. */
    private static final class Written implements GenerationWriter {

        private final List<Integer> rowsAtOnce = new ArrayList<>();
        private final List<StreamVersion> committed = new ArrayList<>();

        @Override
        public void write(RowBatch rows) {
            rowsAtOnce.add(rows.reached().size());
        }

        @Override
        public void committed(List<Reached> reached) {
            reached.forEach(row -> committed.add(row.position()));
        }
    }

    @Test
    void a_batch_of_the_longest_articles_is_written_a_few_at_a_time() {
        List<DomainEventMessage<?>> events = LongStream.rangeClosed(1, 30)
                .<DomainEventMessage<?>>mapToObj(id -> event(revised(id, LONGEST), 1, MONDAY))
                .toList();

        handle(events);

        assertThat(written.rowsAtOnce).allMatch(rows -> rows <= 3);
        assertThat(written.rowsAtOnce.stream().mapToInt(rows -> rows).sum()).isEqualTo(30);
        assertThat(written.committed)
                .isEqualTo(events.stream().map(Recorded::position).toList());
    }

    @Test
    void a_batch_of_usual_articles_is_written_at_once() {
        List<DomainEventMessage<?>> events = LongStream.rangeClosed(1, 100)
                .<DomainEventMessage<?>>mapToObj(id -> event(published(id, ADA, "Article " + id), 0, MONDAY))
                .toList();

        handle(events);

        assertThat(written.rowsAtOnce).containsExactly(100);
    }

    @Test
    void a_revision_of_an_article_of_the_same_batch_is_one_row_of_the_later_version() {
        DomainEventMessage<?> publication = event(published(1, ADA, "Hello"), 0, MONDAY);
        DomainEventMessage<?> revision = event(revised(1, "Better"), 1, MONDAY.plusSeconds(1));

        handle(Stream.<DomainEventMessage<?>>of(publication, revision).toList());

        assertThat(written.committed).containsExactly(position(revision));
    }

    private void handle(List<DomainEventMessage<?>> events) {
        BatchingUnitOfWork<DomainEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(events);
        assertThat(unitOfWork
                        .executeWithResult(() -> projection.handle(unitOfWork.getMessage()))
                        .isExceptional())
                .isFalse();
    }
}
