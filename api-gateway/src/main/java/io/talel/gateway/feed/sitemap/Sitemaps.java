package io.talel.gateway.feed.sitemap;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.feed.SiteUrls;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.gateway.web.pool.AnswerMemory.Sender;
import io.talel.gateway.work.PublicWork;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.CountArticles;
import io.talel.kernel.article.view.ArticleQuery.DigestAddresses;
import io.talel.kernel.article.view.ArticleQuery.ListAddresses;
import io.talel.kernel.article.view.ListDigest;
import io.talel.kernel.article.view.SitemapEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.stereotype.Component;

/** Reads the addresses of a sitemap page by page, so that neither memory nor a connection is held for a slow client. */
@Component
final class Sitemaps {

    /** Addresses that are read at once. */
    static final int PAGE = 1_000;

    /** What the protocol allows; the percent-encoded title of an article in Chinese may be longer. */
    static final int LONGEST_ADDRESS = 2_047;

    /** Room for a page: of usual addresses ten times as much as they need, of the longest possible a quarter. */
    private static final int BYTES_OF_PAGE = PAGE * 512;

    private final Queries queries;
    private final SiteUrls addresses;
    private final AnswerMemory memory;
    private final PublicWork work;

    Sitemaps(Queries queries, SiteUrls addresses, AnswerMemory memory, PublicWork work) {
        this.queries = queries;
        this.addresses = addresses;
        this.memory = memory;
        this.work = work;
    }

    SitemapFiles files() {
        return new SitemapFiles(queries.ask(new CountArticles(), Long.class), SitemapFiles.MOST);
    }

    byte[] index(SitemapFiles files) {
        SitemapXml xml = SitemapXml.index();
        for (long number = 1; number <= files.count(); number++) {
            xml.add(addresses.api("/sitemaps/" + number + ".xml"), Optional.empty());
        }
        return xml.end();
    }

    /** Hash of what all addresses begin with. */
    int site() {
        return addresses.home().hashCode();
    }

    /** @throws RejectedExecutionException if too many others wait for their turn already, or for too long */
    ListDigest digest(SitemapFiles.Part part) {
        return work.inTurn(() -> queries.ask(new DigestAddresses(part.offset(), part.limit()), ListDigest.class));
    }

    /** @throws HttpRefusal if there is no room for the first page */
    void send(SitemapFiles.Part part, Sender sender) throws IOException {
        SitemapXml xml = SitemapXml.addresses();
        if (part.home()) {
            xml.add(addresses.home(), Optional.empty());
        }
        Pages pages = new Pages(part);
        boolean first = true;
        while (pages.hasNext()) {
            memory.pass(BYTES_OF_PAGE, first, () -> piece(pages.next(), xml), sender);
            first = false;
        }
        sender.send(xml.end());
    }

    private static void add(String address, Instant changed, SitemapXml xml) {
        if (address.length() <= LONGEST_ADDRESS) {
            xml.add(address, Optional.of(changed));
        }
    }

    private byte[] piece(List<SitemapEntry> page, SitemapXml xml) {
        page.forEach(article -> add(addresses.article(article.slug()), article.updatedAt(), xml));
        return xml.piece();
    }

    /** The pages of a part. Only the first one skips articles; each goes on where the one before has ended. */
    private final class Pages {

        private ArticlePosition after = ArticlePosition.END;
        private long offset;
        private int left;

        Pages(SitemapFiles.Part part) {
            this.offset = part.offset();
            this.left = part.limit();
        }

        boolean hasNext() {
            return left > 0;
        }

        List<SitemapEntry> next() {
            int wanted = Math.min(PAGE, left);
            List<SitemapEntry> page = queries.list(new ListAddresses(after, offset, wanted), SitemapEntry.class);
            offset = 0;
            left = page.size() < wanted ? 0 : left - wanted;
            if (!page.isEmpty()) {
                after = page.getLast().position();
            }
            return page;
        }
    }
}
