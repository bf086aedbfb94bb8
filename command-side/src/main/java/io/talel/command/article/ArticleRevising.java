package io.talel.command.article;

import io.talel.command.article.comparison.ContentMerge;
import io.talel.command.claims.WantedSlugClaims;
import io.talel.command.eventlog.index.StreamIndex;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.Refusal.EditConflict;
import io.talel.kernel.Refusal.EditConflict.Slugs;
import io.talel.kernel.article.ArticleCommand.Change;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.RecordedArticle;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import io.talel.kernel.article.WantedSlug;
import io.talel.kernel.article.content.ArticleContent;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Revises articles, and gives them other slugs. A revision that was made from an older version is merged with what has changed
 * since.
 */
final class ArticleRevising {

    private final Repository<Article> articles;
    private final EarlierVersions versions;
    private final WantedSlugClaims slugs;

    ArticleRevising(Repository<Article> articles, StreamIndex events, WantedSlugClaims slugs) {
        this.articles = articles;
        this.versions = new EarlierVersions(events);
        this.slugs = slugs;
    }

    @CommandHandler
    RecordedArticle handle(ReviseArticle command) {
        WantedSlug wanted = command.slug();
        return wanted == null ? revise(command, load(command), Optional.empty()) : revise(command, wanted);
    }

    private RecordedArticle revise(ReviseArticle command, WantedSlug wanted) {
        Slug slug = wanted.slug();
        // Comes first: a command that waits for a slug must hold no connection.
        WantedSlugClaims.Turn turn = slugs.await(slug, command.articleId());
        Aggregate<Article> article = load(command);
        Slug present = article.invoke(Article::slug);
        Slug base = wanted.isMetBy(present) ? present : baseSlug(command, article.version(), present);
        boolean isKept = wanted.isMetBy(present) || wanted.isMetBy(base);
        // A repeat finds the wanted slug with the number that it was given.
        int presentNumber = article.invoke(found -> found.numberOf(slug));
        boolean isConflict = !isKept && !base.equals(present) && presentNumber == 1;
        RecordedArticle revised =
                revise(command, article, isConflict ? Optional.of(new Slugs(base, slug, present)) : Optional.empty());
        if (isKept) {
            return revised;
        }
        int number = turn.claim(presentNumber);
        return article.invoke(found -> found.moveTo(SlugNumber.add(slug, number), number));
    }

    private Slug baseSlug(ReviseArticle command, Long version, Slug present) {
        Long base = command.baseVersion();
        return base == null || base.equals(version) ? present : versions.slugAt(command.articleId(), base);
    }

    private Aggregate<Article> load(Change command) {
        return articles.load(command.articleId().toString());
    }

    /** @param conflict makes the revision of an older version a conflict, whatever its texts */
    private RecordedArticle revise(ReviseArticle command, Aggregate<Article> article, Optional<Slugs> conflict) {
        ArticleContent now = article.invoke(found -> found.untrashed(command));
        Long base = command.baseVersion();
        ArticleContent revised = base == null || base.equals(article.version())
                ? command.edit().revise(now)
                : merged(command, base, article.version(), now, conflict);
        return article.invoke(found -> found.revise(revised));
    }

    private ArticleContent merged(
            ReviseArticle command, long baseVersion, long version, ArticleContent theirs, Optional<Slugs> conflict) {
        ArticleId id = command.articleId();
        if (baseVersion > version) {
            throw new CommandRefused(new Refusal.OtherVersion(id.toString()));
        }
        ArticleContent base = versions.contentAt(id, baseVersion);
        ArticleContent ours = command.edit().revise(base);
        return ContentMerge.merge(base, ours, theirs)
                .filter(_ -> conflict.isEmpty())
                .orElseThrow(() -> new CommandRefused(new EditConflict(id, version, base, ours, theirs, conflict)));
    }
}
