package io.talel.gateway.e2e;

import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.LocalS3;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Deletes accounts, and looks at what is left of their users. */
final class Erasures {

    private Erasures() {}

    static ApiAnswer delete(ApiSession of, String articles) {
        return of.api()
                .request("DELETE", "/accounts/me")
                .token(of.accessToken())
                .json(Map.of("password", of.person().password(), "articles", articles))
                .send();
    }

    static UserId id(ApiSession of) {
        return new UserId(of.api()
                .get("/accounts/me")
                .token(of.accessToken())
                .send()
                .is(200)
                .json()
                .at("/user/id")
                .asLong());
    }

    /** Number of such events with the user as actor or subject. */
    static long recorded(GatewayNode node, UserId actor, String event) {
        return log(node)
                .sql("SELECT count(*) FROM event_store.event_log"
                        + " WHERE event = :event AND metadata ->> 'actor' = :actor")
                .param("event", event)
                .param("actor", actor.toString())
                .query(Long.class)
                .single();
    }

    /** Users whose erasure has not finished. */
    static List<Long> pending(GatewayNode node) {
        return log(node)
                .sql("SELECT user_id FROM auth.erasure")
                .query(Long.class)
                .list();
    }

    /**
     * Makes the last check due now instead of after two minutes. Repeats this, since the first check, which may be under way,
     * schedules it again.
     */
    static void settle(GatewayNode node) {
        log(node)
                .sql("UPDATE auth.erasure SET due_at = now(), sessions_ended_at = now() - interval '3 minutes'")
                .update();
    }

    static int attempts(GatewayNode node) {
        return log(node)
                .sql("SELECT coalesce(max(attempts), 0) FROM auth.erasure")
                .query(Integer.class)
                .single();
    }

    static JdbcClient log(GatewayNode node) {
        return JdbcClient.create(node.bean("eventStoreDataSource", DataSource.class));
    }

    /** Keys of the objects of a person that are in the bucket. */
    static List<String> objects(GatewayNode node, UserId owner) {
        return node
                .bean("s3Client", S3Client.class)
                .listObjectsV2(list -> list.bucket(LocalS3.CONTENT_BUCKET).prefix("users/" + owner.value() + "/"))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    static ApiAnswer imageOf(ApiSession of) {
        return of.upload(new Multipart().file("image", "Ada.png", "image/png", Pictures.PNG));
    }

    static String image(ApiSession of) {
        return imageOf(of).is(200).json().at("/image_objects_urls/0").asString();
    }
}
