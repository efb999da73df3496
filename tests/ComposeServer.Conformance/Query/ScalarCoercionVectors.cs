using System.Globalization;
using ComposeServer.Composites.Runtime;
using ComposeServer.Conformance.Vectors;
using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Schema;

namespace ComposeServer.Conformance.Query;

/// <summary>Coercion of document scalars against what the JS runtime's scalars did.</summary>
sealed class ScalarCoercionVectors : VectorClaims
{
    public ScalarCoercionVectors()
        : base("golden/scalar-coercion.json")
    {
        Claim(A_value_comes_in_and_goes_out_as_recorded, one => !IsCoordinate(one));
        Claim(A_coordinate_is_a_Float, IsCoordinate);
    }

    public override CaseShape Shape => new CaseShape.Members();

    /// <summary>Latitude and Longitude are Float at run time (quirk Q5), so their own coercion is never used.</summary>
    static bool IsCoordinate(VectorCase one) => one.Json.Text("scalar") is "latitude" or "longitude";

    static void A_value_comes_in_and_goes_out_as_recorded(VectorCase one)
    {
        var scalar = Enum.Parse<RuntimeScalar>(one.Json.Text("scalar"), ignoreCase: true);
        var type = (LeafType)DocumentScalars.Input(scalar);
        var input = one.Json.GetProperty("input").Json;

        AssertSame(one.Json.GetProperty("parseValue"), type.ParseValue(input));
        AssertSame(one.Json.GetProperty("serialize"), type.Serialize(input));
    }

    static void A_coordinate_is_a_Float(VectorCase one)
    {
        Assert.False(Enum.TryParse<RuntimeScalar>(one.Json.Text("scalar"), ignoreCase: true, out _));
        var input = one.Json.GetProperty("input").Json;
        // Whatever the scalar of that name would say: a Float takes numbers.
        Assert.Equal(
            input.ValueKind == System.Text.Json.JsonValueKind.Number,
            BuiltInScalars.Float.ParseValue(input).IsValid
        );
        foreach (var member in (string[])["parseValue", "serialize"])
            Assert.NotEmpty(one.Json.GetProperty(member).GetRawText());
    }

    static void AssertSame(Recorded recorded, LeafResult result)
    {
        if (recorded.TryGetProperty("error", out var error))
            Assert.Equal(error.GetString(), result.Message);
        else
            Assert.Equal(
                recorded.GetProperty("ok").ToString(),
                Convert.ToString(result.Value, CultureInfo.InvariantCulture)
            );
    }
}
