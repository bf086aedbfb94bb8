package io.talel.query.article;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.talel.kernel.article.Markdown;
import io.talel.kernel.article.RenderedMarkdown;
import io.talel.query.markdown.MarkdownRenderer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Renders articles and tells how long that takes, once somebody measures. */
final class TimedRendering implements MeterBinder {

    private final MarkdownRenderer renderer;
    private volatile @Nullable Timer timer;

    TimedRendering(MarkdownRenderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        timer = Timer.builder("talelio.render")
                .description("Rendering the Markdown of an article, for a projection or a preview")
                .register(registry);
    }

    RenderedMarkdown render(Markdown body) {
        Timer measured = timer;
        return measured == null
                ? renderer.render(body)
                : Objects.requireNonNull(measured.record(() -> renderer.render(body)));
    }
}
