using System.Text.Json;
using ComposeServer.Indexing.Filters;

namespace ComposeServer.Tests.Indexing;

public class FilterMatchTests
{
    const string Content =
        """{"text":"b","number":2,"flag":true,"nothing":null,"wide":"\uFFFD","astral":"\uD83D\uDE00"}""";

    [Theory]
    [InlineData("text", FilterOperator.EqualTo, true, "b")]
    [InlineData("text", FilterOperator.EqualTo, false, "B")]
    [InlineData("text", FilterOperator.NotEqualTo, true, "a")]
    [InlineData("text", FilterOperator.NotEqualTo, false, "b")]
    [InlineData("text", FilterOperator.In, true, "a", "b")]
    [InlineData("text", FilterOperator.In, false, "a", "c")]
    [InlineData("text", FilterOperator.NotIn, true, "a", "c")]
    [InlineData("text", FilterOperator.NotIn, false, "a", "b")]
    [InlineData("text", FilterOperator.LessThan, true, "c")]
    [InlineData("text", FilterOperator.LessThan, false, "b")]
    [InlineData("text", FilterOperator.LessThanOrEqualTo, true, "b")]
    [InlineData("text", FilterOperator.GreaterThan, true, "a")]
    [InlineData("text", FilterOperator.GreaterThanOrEqualTo, true, "b")]
    [InlineData("absent", FilterOperator.EqualTo, false, "b")]
    [InlineData("absent", FilterOperator.NotEqualTo, false, "b")]
    [InlineData("absent", FilterOperator.NotIn, false, "b")]
    [InlineData("nothing", FilterOperator.NotEqualTo, false, "b")]
    [InlineData("number", FilterOperator.EqualTo, false, "2")]
    public void Texts_compare_bytewise_and_what_is_absent_matches_nothing(
        string field,
        FilterOperator comparison,
        bool holds,
        params string[] values
    ) => Assert.Equal(holds, Holds(Where(field, comparison, new FilterValue.Texts(values))));

    [Fact]
    public void Texts_compare_by_their_UTF_8_and_not_by_UTF_16()
    {
        // The other way round as UTF-16 code units.
        Assert.True(Holds(Where("wide", FilterOperator.LessThan, new FilterValue.Texts(["\U0001F600"]))));
        Assert.True(Holds(Where("astral", FilterOperator.GreaterThan, new FilterValue.Texts(["\uFFFD"]))));
    }

    [Theory]
    [InlineData(FilterOperator.EqualTo, true, "2")]
    [InlineData(FilterOperator.EqualTo, true, "2.0")]
    [InlineData(FilterOperator.LessThan, true, "10")]
    [InlineData(FilterOperator.GreaterThan, true, "-1e3")]
    [InlineData(FilterOperator.In, true, "1", "2")]
    [InlineData(FilterOperator.NotIn, false, "1", "2")]
    public void Numbers_compare_as_numbers(FilterOperator comparison, bool holds, params string[] values) =>
        Assert.Equal(holds, Holds(Where("number", comparison, new FilterValue.Numbers(values))));

    [Theory]
    [InlineData("flag", FilterOperator.EqualTo, true, true)]
    [InlineData("flag", FilterOperator.EqualTo, false, false)]
    [InlineData("absent", FilterOperator.IsNull, true, true)]
    [InlineData("nothing", FilterOperator.IsNull, true, true)]
    [InlineData("flag", FilterOperator.IsNull, true, false)]
    [InlineData("flag", FilterOperator.IsNull, false, true)]
    public void Booleans_and_absence(string field, FilterOperator comparison, bool value, bool holds) =>
        Assert.Equal(holds, Holds(Where(field, comparison, new FilterValue.Booleans([value]))));

    [Fact]
    public void What_is_neither_true_nor_false_stays_so_when_it_is_turned_over()
    {
        var unknown = Where("absent", FilterOperator.EqualTo, new FilterValue.Texts(["x"]));
        var right = Where("text", FilterOperator.EqualTo, new FilterValue.Texts(["b"]));
        var wrong = new Filter.Not(right);

        Assert.False(Holds(unknown));
        Assert.False(Holds(new Filter.Not(unknown)));
        Assert.True(Holds(new Filter.Or([unknown, right])));
        Assert.False(Holds(new Filter.And([unknown, right])));
        Assert.True(Holds(new Filter.Not(new Filter.And([unknown, wrong]))));
        Assert.False(Holds(new Filter.Not(new Filter.Or([unknown, wrong]))));
    }

    [Fact]
    public void Nothing_to_hold_holds()
    {
        Assert.True(Holds(new Filter.And([])));
        Assert.True(Holds(new Filter.Or([])));
        Assert.True(Holds(new Filter.Where([])));
    }

    static Filter Where(string field, FilterOperator comparison, FilterValue value) =>
        new Filter.Where([new(field, comparison, value)]);

    static bool Holds(Filter filter) => FilterMatch.Holds(filter, JsonElement.Parse(Content));
}
