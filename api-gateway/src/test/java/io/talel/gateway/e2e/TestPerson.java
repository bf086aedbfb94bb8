package io.talel.gateway.e2e;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who registers; every call for a person makes another one, since the tests share a database. */
record Person(String username, String email, String password) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    static Person named(String name) {
        String username = name + "-" + COUNT.incrementAndGet();
        return new Person(username, username + "@example.org", "correct horse battery");
    }

    /** A registered person who has logged in. */
    static Session signedIn(Api api, String name) {
        return named(name).registered(api);
    }

    /** This person, registered and logged in. */
    Session registered(Api api) {
        register(api).is(201);
        return logIn(api);
    }

    Answer register(Api api) {
        return api.post("/accounts/register")
                .json(Map.of("email", email, "password", password, "username", username))
                .send();
    }

    Session logIn(Api api) {
        Answer answer = api.post("/accounts/login")
                .json(Map.of("email", email, "password", password))
                .send()
                .is(200);
        return new Session(api, this, answer.text("access_token"), answer.cookie("refresh_token"));
    }
}
