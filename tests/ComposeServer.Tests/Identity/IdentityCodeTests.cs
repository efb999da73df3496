using System.Reflection;
using ComposeServer.Identity;

namespace ComposeServer.Tests.Identity;

public class IdentityCodeTests
{
    [Fact]
    public void The_list_of_codes_is_complete_and_without_repetition()
    {
        var constants = typeof(IdentityCode)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(constants, IdentityCode.All);
        Assert.Equal(IdentityCode.All.Count, IdentityCode.All.Distinct(StringComparer.Ordinal).Count());
        Assert.All(IdentityCode.All, code => Assert.Matches("^[A-Z0-9]+(_[A-Z0-9]+)*$", code));
    }
}
