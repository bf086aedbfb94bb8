/** Tests of the component that knows who is calling, and the examples they share. */
package io.talel.gateway.auth.caller;
