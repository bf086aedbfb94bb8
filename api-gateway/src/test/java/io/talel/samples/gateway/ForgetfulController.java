package io.talel.samples.gateway;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Its endpoint is not public, but it does not ask who calls. */
@RestController
public class ForgetfulController {

    @GetMapping("/forgotten")
    String tell() {
        return "a secret";
    }
}
