package jplay.runner.connection.ssh;

import java.io.Serial;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;

/**
 * The JDK's key factory "EC" under the name that SSHJ asks for, which else only Bouncy Castle has: it takes a second to
 * register.
 */
final class EcdsaProvider extends Provider {
    @Serial
    private static final long serialVersionUID = 1;

    private EcdsaProvider() {
        super("jplay-ecdsa", "1", "The JDK's EC key factory under the name ECDSA");
        putService(new Service(this, "KeyFactory", "ECDSA", EcKeyFactory.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new EcKeyFactory(KeyFactory.getInstance("EC"));
            }
        });
    }

    static void register() {
        Security.addProvider(new EcdsaProvider());
    }

    private static final class EcKeyFactory extends KeyFactorySpi {
        private final KeyFactory factory;

        EcKeyFactory(KeyFactory factory) {
            this.factory = factory;
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return factory.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return factory.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> spec) throws InvalidKeySpecException {
            return factory.getKeySpec(key, spec);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return factory.translateKey(key);
        }
    }
}
