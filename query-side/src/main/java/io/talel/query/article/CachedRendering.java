package io.talel.query.article;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.view.RenderedMarkdown;
import io.talel.markdown.RenderedDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Renders articles and measures the time. Keeps short results until their second use: the answer to a write shows the article
 * that the projection of the same node has just rendered.
 */
final class CachedRendering implements MeterBinder {

    /** Most results that are kept, far more than are written at once. */
    static final int MAX_KEPT = 64;

    /** Longest result that is kept: source, HTML and table of contents together, in characters. */
    static final int MAX_KEPT_LENGTH = 32 * 1024;

    private final BiFunction<String, Dialect, RenderedDocument> renderer;
    private final Map<Source, RenderedMarkdown> recent = new LinkedHashMap<>();
    private volatile @Nullable Timer timer;

    CachedRendering(BiFunction<String, Dialect, RenderedDocument> renderer) {
        this.renderer = renderer;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        timer = Timer.builder("talelio.render")
                .description("Rendering the Markdown of an article, for a projection or an answer")
                .register(registry);
    }

    private record Source(Markdown body, Dialect dialect) {}

    RenderedMarkdown render(Markdown body, Dialect dialect) {
        Source source = new Source(body, dialect);
        RenderedMarkdown known = take(source);
        if (known != null) {
            return known;
        }
        RenderedMarkdown rendered = timed(source);
        if (body.value().length()
                        + rendered.html().length()
                        + rendered.tableOfContents().length()
                <= MAX_KEPT_LENGTH) {
            keep(source, rendered);
        }
        return rendered;
    }

    private @Nullable RenderedMarkdown take(Source source) {
        synchronized (recent) {
            return recent.remove(source);
        }
    }

    private void keep(Source source, RenderedMarkdown rendered) {
        synchronized (recent) {
            recent.put(source, rendered);
            if (recent.size() > MAX_KEPT) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
    }

    private RenderedMarkdown timed(Source source) {
        Timer measured = timer;
        return measured == null ? convert(source) : Objects.requireNonNull(measured.record(() -> convert(source)));
    }

    private RenderedMarkdown convert(Source source) {
        RenderedDocument document = renderer.apply(source.body.value(), source.dialect);
        return new RenderedMarkdown(document.html(), document.tableOfContents());
    }
}
