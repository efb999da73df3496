using ComposeServer.Testing.Measuring;

namespace ComposeServer.Tests.Server.Operations;

/// <summary>The reader that other tests rely on refuses what breaks the format.</summary>
public class ExpositionReaderTests
{
    const string Counter = "# HELP a_total A.\n# TYPE a_total counter\n";
    const string Histogram = "# HELP h H.\n# TYPE h histogram\n";

    [Theory]
    [InlineData(Counter + "a_total{b=\"c\\\\\\\"\\n\"} 1\n")]
    [InlineData("# HELP g G.\n# TYPE g gauge\ng NaN\n")]
    [InlineData(Histogram + "h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n")]
    public void A_good_text_is_read(string text)
    {
        Assert.Single(Exposition.Read(text).Metrics);
    }

    [Theory]
    [InlineData(Counter + "a_total 1")]
    [InlineData(Counter + "a_total one\n")]
    [InlineData(Counter + "a_total -1\n")]
    [InlineData(Counter + "a_total 1\na_total 2\n")]
    [InlineData(Counter + "b_total 1\n")]
    [InlineData(Counter)]
    [InlineData("a_total 1\n")]
    [InlineData("# TYPE a_total counter\na_total 1\n")]
    [InlineData(Counter + "a_total{b=\"\\t\"} 1\n")]
    [InlineData(Counter + "a_total{b=\"1\",b=\"2\"} 1\n")]
    [InlineData(Counter + "a_total{1b=\"1\"} 1\n")]
    [InlineData(Counter + "a_total{b=1} 1\n")]
    [InlineData("# HELP g_total G.\n# TYPE g_total gauge\ng_total 1\n")]
    [InlineData(Histogram + "h_bucket{le=\"1\"} 3\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n")]
    [InlineData(Histogram + "h_bucket{le=\"1\"} 1\nh_sum 3\nh_count 1\n")]
    [InlineData(Histogram + "h_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 1\n")]
    [InlineData(Histogram + "h_bucket{le=\"+Inf\"} 2\nh_count 2\n")]
    public void A_text_that_breaks_a_rule_is_refused(string text)
    {
        Assert.ThrowsAny<Exception>(() => Exposition.Read(text));
    }
}
