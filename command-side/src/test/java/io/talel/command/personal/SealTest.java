package io.talel.command.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.talel.command.personal.Seal.Place;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealTest {

    private static final SecretKey ADAS = new SecretKeySpec(new byte[32], "AES");
    private static final Place EMAIL_OF_ADA = new Place("UserRegistered", "email", "user-7");

    private final Seal seal = new Seal(new SecureRandom());

    @Test
    void what_was_sealed_can_be_opened_in_its_place() {
        String sealed = seal.close(ADAS, EMAIL_OF_ADA, "ada@exämple.org");

        assertThat(sealed).doesNotContain("ada@");
        assertThat(seal.open(ADAS, EMAIL_OF_ADA, sealed)).isEqualTo("ada@exämple.org");
    }

    @Test
    void the_same_text_never_looks_the_same() {
        assertThat(seal.close(ADAS, EMAIL_OF_ADA, "ada")).isNotEqualTo(seal.close(ADAS, EMAIL_OF_ADA, "ada"));
    }

    @Test
    void it_opens_in_no_other_place() {
        String sealed = seal.close(ADAS, EMAIL_OF_ADA, "ada@example.org");

        refuses(ADAS, new Place("UserRegistered", "username", "user-7"), sealed);
        refuses(ADAS, new Place("UserRegistered", "email", "user-8"), sealed);
        refuses(ADAS, new Place("EmailChanged", "email", "user-7"), sealed);
    }

    @Test
    void it_opens_under_no_other_key_and_not_after_a_change() {
        String sealed = seal.close(ADAS, EMAIL_OF_ADA, "ada@example.org");
        byte[] changed = Base64.getDecoder().decode(sealed);
        changed[changed.length - 1] ^= 1;
        byte[] other = new byte[32];
        other[0] = 1;

        refuses(new SecretKeySpec(other, "AES"), EMAIL_OF_ADA, sealed);
        refuses(ADAS, EMAIL_OF_ADA, Base64.getEncoder().encodeToString(changed));
    }

    private void refuses(SecretKey key, Place place, String sealed) {
        assertThatIllegalStateException().isThrownBy(() -> seal.open(key, place, sealed));
    }
}
