package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.Username;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameOfTheErasedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deleted user",
                "Deleted USER",
                "deleted\u00a0user",
                "deleted\u3000user",
                "deleted \u2009 user",
                "deleted  user",
                "deleted \u200buser",
                "\u200edeleted user\u2060",
                "de\u00adleted user",
                "deleted\u3164user",
                "deleted\u2800user",
                "deleted user\ufe0f",
                "d\u034feleted user",
                "\uff44eleted user",
                "\uff24\uff25\uff2c\uff25\uff34\uff25\uff24 \uff35ser",
                "\ud835\udc1deleted user",
                "deleted u\u017fer"
            })
    void whoever_looks_like_an_erased_person_has_their_name(String name) {
        assertThat(StoredNameClaims.isNameOfTheErased(new Username(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deleted",
                "deleted users",
                "deleteduser",
                "deleted-user",
                "user deleted",
                "ada",
                "\u200b",
                "d\u00e9leted user"
            })
    void any_other_name_is_not_theirs(String name) {
        assertThat(StoredNameClaims.isNameOfTheErased(new Username(name))).isFalse();
    }
}
