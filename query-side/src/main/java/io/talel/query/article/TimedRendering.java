package io.talel.query.article;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.RenderedMarkdown;
import io.talel.markdown.RenderedDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Renders articles and measures the time. Keeps short results until their second use: the answer to a write shows the article
 * that the projection of the same node has just rendered.
 */
final class TimedRendering implements MeterBinder {

    /** Most results that are kept, far more than are written at once. */
    static final int MAX_KEPT = 64;

    /** Longest result that is kept: source, HTML and table of contents together, in characters. */
    static final int MAX_KEPT_LENGTH = 32 * 1024;

    private final Function<String, RenderedDocument> renderer;
    private final Map<Markdown, RenderedMarkdown> recent = new LinkedHashMap<>();
    private volatile @Nullable Timer timer;

    TimedRendering(Function<String, RenderedDocument> renderer) {
        this.renderer = renderer;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        timer = Timer.builder("talelio.render")
                .description("Rendering the Markdown of an article, for a projection or an answer")
                .register(registry);
    }

    RenderedMarkdown render(Markdown body) {
        RenderedMarkdown known = take(body);
        if (known != null) {
            return known;
        }
        RenderedMarkdown rendered = timed(body);
        if (body.value().length()
                        + rendered.html().length()
                        + rendered.tableOfContents().length()
                <= MAX_KEPT_LENGTH) {
            keep(body, rendered);
        }
        return rendered;
    }

    private @Nullable RenderedMarkdown take(Markdown body) {
        synchronized (recent) {
            return recent.remove(body);
        }
    }

    private void keep(Markdown body, RenderedMarkdown rendered) {
        synchronized (recent) {
            recent.put(body, rendered);
            if (recent.size() > MAX_KEPT) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
    }

    private RenderedMarkdown timed(Markdown body) {
        Timer measured = timer;
        return measured == null ? convert(body) : Objects.requireNonNull(measured.record(() -> convert(body)));
    }

    private RenderedMarkdown convert(Markdown body) {
        RenderedDocument document = renderer.apply(body.value());
        return new RenderedMarkdown(document.html(), document.tableOfContents());
    }
}
