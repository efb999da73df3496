using System.Text.Json;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Schema;

namespace ComposeServer.Conformance.Query;

/// <summary>Coercion of document scalars against what the JS runtime's scalars did.</summary>
public class ScalarCoercionTests
{
    /// <summary>Numbers of the recorded cases. Latitude and Longitude are Float at run time (quirk Q5), so their own coercion is never used.</summary>
    public static TheoryData<int> Cases =>
        [
            .. VectorFile
                .ReadGolden("scalar-coercion.json")
                .EnumerateArray()
                .Select((one, index) => (Scalar: one.GetProperty("scalar").GetString(), index))
                .Where(one => one.Scalar is not ("latitude" or "longitude"))
                .Select(one => one.index),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_come_in_and_go_out_as_recorded(int number)
    {
        var recorded = VectorFile.ReadGolden("scalar-coercion.json")[number];
        var type = (LeafType)
            DocumentScalars.Input(
                Enum.Parse<RuntimeScalar>(recorded.GetProperty("scalar").GetString()!, ignoreCase: true)
            );
        var input = recorded.GetProperty("input");

        AssertSame(recorded.GetProperty("parseValue"), type.ParseValue(input));
        AssertSame(recorded.GetProperty("serialize"), type.Serialize(input));
    }

    static void AssertSame(JsonElement recorded, LeafResult result)
    {
        if (recorded.TryGetProperty("error", out var error))
            Assert.Equal(error.GetString(), result.Message);
        else
            Assert.Equal(
                recorded.GetProperty("ok").ToString(),
                Convert.ToString(result.Value, System.Globalization.CultureInfo.InvariantCulture)
            );
    }
}
