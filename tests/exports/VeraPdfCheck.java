import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks the PDFs named line by line on standard input; started by checked_by_verapdf.py. */
public class VeraPdfCheck {
    private static final String[] FLAVOURS = {"ua1", "2a"};

    /** Prints a line for each file, and under it what each standard has against it. */
    public static void main(String[] none) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader names =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            Set<String> broken = new LinkedHashSet<>();
            for (String flavour : FLAVOURS) {
                broken.addAll(check(name, flavour));
            }
            System.out.println((broken.isEmpty() ? "PASS " : "FAIL ") + name);
            broken.forEach(System.out::println);
            System.out.flush();
        }
    }

    private static Set<String> check(String name, String flavourName) {
        Set<String> broken = new LinkedHashSet<>();
        PDFAFlavour flavour = PDFAFlavour.fromString(flavourName);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(name), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                    broken.add("  " + flavourName + " " + rule + ": " + one.getMessage());
                }
            }
            if (!result.isCompliant() && broken.isEmpty()) {
                broken.add("  " + flavourName + " is not met");
            }
        } catch (Exception error) {
            broken.add("  " + flavourName + " could not be checked: " + error);
        }
        return broken;
    }
}
