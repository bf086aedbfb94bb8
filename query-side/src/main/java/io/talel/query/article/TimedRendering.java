package io.talel.query.article;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.RenderedMarkdown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Renders articles and tells how long that takes, once somebody measures. Remembers short texts for a moment: the answer to a
 * write shows what the projection of the same node has just rendered.
 */
final class TimedRendering implements MeterBinder {

    /** Far more texts than are written at once. */
    static final int REMEMBERED = 64;

    /** Longest source that is remembered, in characters. */
    private static final int LONGEST = 8 * 1024;

    private final Function<Markdown, RenderedMarkdown> renderer;
    private final Map<Markdown, RenderedMarkdown> recent = new LinkedHashMap<>();
    private volatile @Nullable Timer timer;

    TimedRendering(Function<Markdown, RenderedMarkdown> renderer) {
        this.renderer = renderer;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        timer = Timer.builder("talelio.render")
                .description("Rendering the Markdown of an article, for a projection or an answer")
                .register(registry);
    }

    RenderedMarkdown render(Markdown body) {
        RenderedMarkdown known = remembered(body);
        if (known != null) {
            return known;
        }
        RenderedMarkdown rendered = timed(body);
        if (body.value().length() <= LONGEST) {
            remember(body, rendered);
        }
        return rendered;
    }

    private @Nullable RenderedMarkdown remembered(Markdown body) {
        synchronized (recent) {
            return recent.get(body);
        }
    }

    private void remember(Markdown body, RenderedMarkdown rendered) {
        synchronized (recent) {
            recent.put(body, rendered);
            if (recent.size() > REMEMBERED) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
    }

    private RenderedMarkdown timed(Markdown body) {
        Timer measured = timer;
        return measured == null
                ? renderer.apply(body)
                : Objects.requireNonNull(measured.record(() -> renderer.apply(body)));
    }
}
