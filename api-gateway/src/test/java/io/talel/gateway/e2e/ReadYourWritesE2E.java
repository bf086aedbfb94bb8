package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once a write has been answered, the next read sees it, on the node that wrote and on any other. */
class ReadYourWritesE2E {

    /** Full number of rounds; tests run the share {@code talelio.drill.scale}. */
    private static final int REPETITIONS = 10_000;

    /** Articles of one person, who may publish 1,000 in a while. */
    private static final int A_PERSON = 500;

    private static GatewayNode here;
    private static GatewayNode there;

    @BeforeAll
    static void two_nodes_on_the_same_databases() {
        here = GatewayNode.shared();
        there = GatewayNode.besideShared(Map.of());
    }

    @AfterAll
    static void one_node_goes() {
        there.close();
    }

    @Test
    void an_article_is_read_as_soon_as_it_is_published() {
        ApiSession ada = TestPerson.signedIn(here.api(), "ada");
        for (int i = 0; i < repetitions(); i++) {
            if (i % A_PERSON == 0) {
                ada = TestPerson.signedIn(here.api(), "ada");
            }
            GatewayNode writer = i % 2 == 0 ? here : there;
            GatewayNode reader = i % 4 < 2 ? there : here;
            String slug = ada.at(writer.api())
                    .publish("Writing " + i + " of " + ada.person().username(), "Text.");
            reader.api().get(Paths.article(slug)).send().is(200);
            assertThat(newest(reader.api()
                            .get(Paths.articlesOf(ada.person()) + "?limit=1")
                            .send()))
                    .isEqualTo(slug);
        }
    }

    /** A refresh that Redis runs too late is answered with 503. */
    @Test
    @Tag("timed")
    void a_person_who_registered_is_known_on_the_other_node() {
        for (int i = 0; i < 20; i++) {
            TestPerson bob = TestPerson.named("bob");
            bob.register(here.api()).is(201);
            ApiSession session = bob.logIn(there.api());
            session.publish("By " + bob.username(), "");
            session.at(here.api()).refresh().is(200);
        }
    }

    @Test
    void an_image_is_served_by_the_other_node() {
        ApiSession ada = TestPerson.signedIn(here.api(), "ada");
        for (int i = 0; i < 20; i++) {
            String url = ada.upload(new Multipart().file("image", "a.png", "image/png", Pictures.PNG))
                    .is(200)
                    .json()
                    .at("/image_objects_urls/0")
                    .asString();
            String file = url.substring(url.lastIndexOf('/') + 1);
            there.api().get(Paths.imageOf(ada.person(), file)).send().is(200);
        }
    }

    @Test
    void a_log_out_is_heard_of_on_the_other_node() {
        ApiSession ada = TestPerson.signedIn(here.api(), "ada");
        ApiSession elsewhere = ada.at(there.api());
        elsewhere.post("/articles").json(Map.of()).send().is(400);
        ada.logOut().is(200);
        elsewhere.logOut().is(409);
        elsewhere.refresh().is(401);
    }

    private static long repetitions() {
        return Math.round(REPETITIONS * Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05")));
    }

    private static String newest(ApiAnswer answer) {
        return StreamSupport.stream(answer.is(200).json().path("articles").spliterator(), false)
                .map(article -> article.path("slug").asString())
                .findFirst()
                .orElse("");
    }
}
