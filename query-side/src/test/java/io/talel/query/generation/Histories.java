package io.talel.query.generation;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.user.UserId;
import io.talel.query.Examples;
import io.talel.query.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.axonframework.eventhandling.DomainEventMessage;

/** Random histories: streams of users, articles and images, interleaved, every stream in its order. */
final class Histories {

    private enum Kind {
        USER,
        ARTICLE,
        REVISION,
        IMAGE
    }

    private record Step(Kind kind, long id, String text) {}

    private Histories() {}

    static Arbitrary<List<DomainEventMessage<?>>> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.strings()
                                .withChars('a', 'ß', '漢', '\n', ' ', '#', '*', '\'', '\\', '{', '"')
                                .ofMinLength(1)
                                .ofMaxLength(40))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(Histories::record);
    }

    private static List<DomainEventMessage<?>> record(List<Step> steps) {
        Map<String, Long> versions = new HashMap<>();
        List<DomainEventMessage<?>> log = new ArrayList<>();
        Instant at = Examples.MONDAY;
        for (Step step : steps) {
            at = at.plusNanos(1_234_567);
            UserId user = new UserId(step.id);
            String article = new ArticleId(step.id).toString();
            switch (step.kind) {
                case USER -> {
                    if (versions.putIfAbsent(user.toString(), 0L) == null) {
                        log.add(Recorded.event(Examples.registered(user, "user" + step.id), 0, at));
                    }
                }
                case ARTICLE -> {
                    if (versions.putIfAbsent(article, 0L) == null) {
                        log.add(Recorded.event(Examples.published(step.id, user, "T" + step.text), 0, at));
                    }
                }
                case REVISION -> {
                    if (versions.containsKey(article)) {
                        long version = versions.merge(article, 1L, Long::sum);
                        log.add(Recorded.event(Examples.revised(step.id, step.text), version, at));
                    }
                }
                case IMAGE -> {
                    if (versions.putIfAbsent("image-" + step.id, 0L) == null) {
                        log.add(Recorded.event(Examples.uploaded(step.id, user, "f" + step.text), 0, at));
                    }
                }
            }
        }
        return log;
    }

    /**
     * A way in which processors may take a history: streams spread over segments, segments taking turns, each turn a
     * batch of any size.
     */
    static List<List<DomainEventMessage<?>>> batches(List<DomainEventMessage<?>> log, long seed) {
        Random random = new Random(seed);
        int segments = 1 + random.nextInt(5);
        int salt = random.nextInt();
        List<List<DomainEventMessage<?>>> waiting = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            waiting.add(new ArrayList<>());
        }
        log.forEach(event -> waiting.get(
                        Math.floorMod(event.getAggregateIdentifier().hashCode() * 31 + salt, segments))
                .add(event));
        List<List<DomainEventMessage<?>>> batches = new ArrayList<>();
        waiting.removeIf(List::isEmpty);
        while (!waiting.isEmpty()) {
            List<DomainEventMessage<?>> segment = waiting.get(random.nextInt(waiting.size()));
            List<DomainEventMessage<?>> turn = segment.subList(0, 1 + random.nextInt(segment.size()));
            batches.add(List.copyOf(turn));
            turn.clear();
            waiting.removeIf(List::isEmpty);
        }
        return batches;
    }
}
