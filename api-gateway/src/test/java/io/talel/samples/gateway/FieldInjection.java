package io.talel.samples.gateway;

import org.springframework.beans.factory.annotation.Autowired;

/** Cannot be made without Spring. */
public class FieldInjection {
    @Autowired
    public String injected;
}
