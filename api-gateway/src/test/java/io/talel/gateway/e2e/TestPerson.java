package io.talel.gateway.e2e;

import java.util.Map;

/** A user of a test. Every call makes another one, since the tests share a database. */
record TestPerson(String username, String email, String password) {

    static TestPerson named(String name) {
        String username = name + "-" + UniqueNumber.next();
        return new TestPerson(username, username + "@example.org", "correct horse battery");
    }

    /** A registered person who has logged in. */
    static ApiSession signedIn(Api api, String name) {
        return named(name).registered(api);
    }

    /** This person, registered and logged in. */
    ApiSession registered(Api api) {
        register(api).is(201);
        return logIn(api);
    }

    ApiAnswer register(Api api) {
        return api.post("/accounts/register")
                .json(Map.of("email", email, "password", password, "username", username))
                .send();
    }

    ApiSession logIn(Api api) {
        ApiAnswer answer = api.post("/accounts/login")
                .json(Map.of("email", email, "password", password))
                .send()
                .is(200);
        return new ApiSession(api, this, answer.text("access_token"), answer.cookie("refresh_token"));
    }
}
