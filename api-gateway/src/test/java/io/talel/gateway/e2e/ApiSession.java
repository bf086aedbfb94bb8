package io.talel.gateway.e2e;

import java.util.Map;

/** A person who is logged in at one node. */
record ApiSession(Api api, TestPerson person, String accessToken, String refreshToken) {

    /** A POST by this person. */
    Api.Request post(String path) {
        return api.post(path).token(accessToken);
    }

    /** A GET by this person. */
    Api.Request get(String path) {
        return api.get(path).token(accessToken);
    }

    /** A request by this person. */
    Api.Request request(String method, String path) {
        return api.request(method, path).token(accessToken);
    }

    ApiAnswer refresh() {
        return api.post("/accounts/token")
                .header("Cookie", "refresh_token=" + refreshToken)
                .send();
    }

    ApiAnswer logOut() {
        return post("/accounts/logout").send();
    }

    /** Publishes an article and hands back its slug. */
    String publish(String title, String body) {
        return post("/articles")
                .json(Map.of("title", title, "body", body, "meta_description", ""))
                .send()
                .is(201)
                .text("article", "slug");
    }

    /** Begins a draft and hands back its slug. */
    String draft(String title, String body) {
        return post("/articles")
                .json(Map.of("title", title, "body", body, "meta_description", "", "status", "draft"))
                .send()
                .is(201)
                .text("article", "slug");
    }

    /** Publishes an article, or repeats the request with this key. */
    ApiAnswer publishWithKey(String key, String title) {
        return post("/articles")
                .header("Idempotency-Key", key)
                .json(Map.of("title", title, "body", "# " + title, "meta_description", ""))
                .send();
    }

    ApiAnswer upload(Multipart form) {
        return post("/assets/images").body(form.mediaType(), form.bytes()).send();
    }

    /** This session as seen from another node. */
    ApiSession at(Api otherNode) {
        return new ApiSession(otherNode, person, accessToken, refreshToken);
    }
}
