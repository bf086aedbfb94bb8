package io.talel.query.processor;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.published;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackerStatus;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.DataAccessResourceFailureException;

class ReclaimAfterErrorTest {

    private static final DomainEventMessage<?> EVENT = event(published(1, ADA, "Hello"), 0, MONDAY);
    private static final Segment[] SEGMENTS =
            Segment.splitBalanced(Segment.ROOT_SEGMENT, 3).toArray(Segment[]::new);

    private final PooledStreamingEventProcessor processor = mock(PooledStreamingEventProcessor.class);
    private final ScheduledExecutorService executor = mock(ScheduledExecutorService.class);
    private final List<SegmentFailure> failures = new ArrayList<>();
    private final Segment failed = SEGMENTS[1];
    private final ReclaimAfterError handler = handler(Optional.of(failed.getSegmentId()));

    @BeforeEach
    void the_node_runs_all_segments() {
        when(processor.processingStatus()).thenReturn(running(List.of(SEGMENTS)));
    }

    @Test
    void the_segment_of_the_failed_batch_is_claimed_again_and_no_other() {
        Runnable reclaim = failure();
        theFailedOneIsGivenUp();
        when(processor.maxCapacity()).thenReturn(4);

        reclaim.run();

        verify(processor).claimSegment(failed.getSegmentId());
    }

    @Test
    void a_node_with_its_full_share_leaves_the_segment_to_the_others() {
        Runnable reclaim = failure();
        theFailedOneIsGivenUp();
        when(processor.maxCapacity()).thenReturn(2);

        reclaim.run();

        verify(processor, never()).claimSegment(anyInt());
    }

    @Test
    void it_is_tried_again_while_the_database_is_away() {
        Runnable reclaim = failure();
        theFailedOneIsGivenUp();
        when(processor.maxCapacity()).thenThrow(new DataAccessResourceFailureException("away"));

        reclaim.run();

        verify(executor, times(2)).schedule(any(Runnable.class), anyLong(), any());
    }

    @Test
    void a_stopped_segment_is_reported_without_the_message_of_the_error() {
        failure();

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.segment()).isEqualTo(failed.getSegmentId());
            assertThat(failure.stream()).isEqualTo("article-1");
            assertThat(failure.message()).startsWith("IllegalStateException, in failure (ReclaimAfterErrorTest.java:");
        });
    }

    @Test
    void an_error_outside_batches_is_only_propagated() {
        IllegalStateException error = new IllegalStateException("refused");

        assertThatThrownBy(() -> handler(Optional.empty()).handleError(context(error)))
                .isSameAs(error);
        assertThat(failures).isEmpty();
        verifyNoInteractions(executor);
    }

    private ReclaimAfterError handler(Optional<Integer> atWork) {
        return new ReclaimAfterError(() -> processor, executor, () -> atWork, failures::add);
    }

    private static ErrorContext context(Exception error) {
        return new ErrorContext("article", error, List.of(EVENT));
    }

    /** Lets a batch fail and hands back the one thing that is then to be done. */
    private Runnable failure() {
        IllegalStateException error = new IllegalStateException("refused");
        assertThatThrownBy(() -> handler.handleError(context(error))).isSameAs(error);
        ArgumentCaptor<Runnable> scheduled = ArgumentCaptor.captor();
        verify(executor).schedule(scheduled.capture(), anyLong(), any());
        assertThat(scheduled.getAllValues()).hasSize(1);
        return scheduled.getValue();
    }

    private void theFailedOneIsGivenUp() {
        when(processor.processingStatus())
                .thenReturn(running(Arrays.stream(SEGMENTS)
                        .filter(segment -> !segment.equals(failed))
                        .toList()));
    }

    private static Map<Integer, EventTrackerStatus> running(List<Segment> segments) {
        return segments.stream()
                .collect(Collectors.toMap(Segment::getSegmentId, segment -> new TrackerStatus(segment, null)));
    }
}
