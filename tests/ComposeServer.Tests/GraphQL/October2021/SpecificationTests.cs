using System.Reflection;

namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Holds the list of sections against the tests that say they show them.</summary>
public class SpecificationTests
{
    static readonly (MethodInfo Method, SpecificationAttribute Claim)[] Claims =
    [
        .. typeof(SpecificationTests)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            )
            .SelectMany(method =>
                method.GetCustomAttributes<SpecificationAttribute>().Select(claim => (method, claim))
            ),
    ];

    [Fact]
    public void Every_section_is_shown_kept_and_where_it_can_be_broken_shown_broken()
    {
        Assert.Empty(Unshown(Sections.All, Claims.Select(one => one.Claim)));
    }

    [Fact]
    public void A_section_that_nothing_shows_is_found()
    {
        Section[] sections = [new("9.1", "Both"), new("9.2", "One", CanBreak: false), new("9.3", "Half")];

        Assert.Equal(
            ["9.1 Both: Kept", "9.1 Both: Broken", "9.2 One: Kept", "9.3 Half: Broken"],
            Unshown(sections, [new("9.3", Shows.Kept), new("9.2", Shows.Broken)])
        );
    }

    [Fact]
    public void A_test_shows_only_sections_that_there_are()
    {
        var known = Sections.All.Select(section => section.Id).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Claims.Where(one => !known.Contains(one.Claim.Section)).Select(one => one.Method.Name));
        Assert.Equal(known.Count, Sections.All.Count);
    }

    [Fact]
    public void What_shows_a_section_is_a_test()
    {
        Assert.Empty(
            Claims.Where(one => one.Method.GetCustomAttribute<FactAttribute>() is null).Select(one => one.Method.Name)
        );
    }

    static IEnumerable<string> Unshown(IEnumerable<Section> sections, IEnumerable<SpecificationAttribute> claims)
    {
        var shown = claims.Select(claim => (claim.Section, claim.Shows)).ToHashSet();
        return sections.SelectMany(section =>
            new[] { Shows.Kept, Shows.Broken }
                .Where(side => side is Shows.Kept || section.CanBreak)
                .Where(side => !shown.Contains((section.Id, side)))
                .Select(side => $"{section.Id} {section.Title}: {side}")
        );
    }
}
