package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.change;
import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.own;
import static io.talel.gateway.e2e.ArticleRequests.revise;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code Last-Modified} tells when a text was changed. */
@Tag("port")
class LastModifiedE2E {

    private static final Api API = GatewayNode.shared().api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");

    @Test
    void an_article_was_modified_when_it_says_that_it_was_updated() {
        String slug = ada.publish(fresh("Dated"), "A");
        Instant before = lastModified(API.get(Paths.article(slug)).send(), "article");
        revise(ada, slug, Map.of("body", "B")).is(200);

        Instant after = lastModified(API.get(Paths.article(slug)).send(), "article");
        assertThat(after).isAfterOrEqualTo(before);
        assertThat(lastModified(ada.get(Paths.ownArticle(slug)).send(), "article"))
                .isEqualTo(after);
    }

    @Test
    void a_past_version_has_the_time_of_that_version() {
        String slug = ada.publish(fresh("Dated version"), "A");
        ApiAnswer then = API.get(Paths.article(slug)).send();
        revise(ada, slug, Map.of("body", "B")).is(200);

        assertThat(lastModified(API.get(Paths.article(slug) + "/versions/0").send(), "article"))
                .isEqualTo(lastModified(then, "article"));
        String at = Paths.article(slug) + "?at=" + then.text("article", "updated_at");
        assertThat(lastModified(API.get(at).send(), "article")).isEqualTo(lastModified(then, "article"));
    }

    @Test
    void a_draft_at_its_public_address_and_the_own_account_have_it() {
        String slug = ada.draft(fresh("Dated draft"), "A");
        lastModified(ada.get(Paths.article(slug)).send(), "article");
        lastModified(ada.get("/accounts/me").send(), "account");
    }

    @Test
    void what_is_not_sent_again_has_it_too() {
        String slug = ada.publish(fresh("Dated and known"), "A");
        ApiAnswer whole = API.get(Paths.article(slug)).send();
        for (String known : List.of("*", whole.header("ETag"))) {
            assertThat(API.get(Paths.article(slug))
                            .header("If-None-Match", known)
                            .send()
                            .is(304)
                            .header("Last-Modified"))
                    .isEqualTo(whole.header("Last-Modified"));
        }
    }

    /** What a client has cannot be told by a time: docs/decisions/life-cycle.md. */
    @Test
    void an_article_with_a_new_neighbour_is_sent_although_it_was_not_modified() {
        String slug = ada.publish(fresh("Neighbour"), "A");
        String next = ada.publish(fresh("Next"), "A");
        ApiAnswer before = API.get(Paths.article(slug)).send();
        change(ada, next, "unpublish").is(200);

        ApiAnswer after = API.get(Paths.article(slug))
                .header("If-Modified-Since", before.header("Last-Modified"))
                .send()
                .is(200);
        assertThat(after.header("Last-Modified")).isEqualTo(before.header("Last-Modified"));
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
    }

    @Test
    void lists_have_none() {
        ada.publish(fresh("Listed"), "A");
        for (ApiAnswer list : List.of(
                own(ada, ""),
                API.get("/articles").send(),
                API.get(Paths.articlesOf(ada.person())).send())) {
            assertThat(list.is(200).headers().firstValue("Last-Modified")).isEmpty();
        }
    }

    private static Instant lastModified(ApiAnswer answer, String subject) {
        Instant modified = ZonedDateTime.parse(
                        answer.is(200).header("Last-Modified"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertThat(modified)
                .isEqualTo(Instant.parse(answer.text(subject, "updated_at")).truncatedTo(ChronoUnit.SECONDS));
        return modified;
    }
}
