using System.Text.Json;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.Types;

public class LeafSerializationTests
{
    [Fact]
    public void Numbers_of_any_clr_type_are_numbers()
    {
        object[] ones = [1, 1L, (short)1, (byte)1, 1u, 1f, 1d, 1m];

        Assert.All(ones, one => Assert.Equal(LeafResult.Of(1), BuiltInScalars.Int.Serialize(one)));
        Assert.All(ones, one => Assert.Equal(LeafResult.Of(1d), BuiltInScalars.Float.Serialize(one)));
        Assert.All(ones, one => Assert.Equal(LeafResult.Of("1"), BuiltInScalars.Id.Serialize(one)));
        Assert.All(ones, one => Assert.Equal(LeafResult.Of(true), BuiltInScalars.Boolean.Serialize(one)));
    }

    [Fact]
    public void Numbers_too_large_for_an_int_are_refused_not_cut()
    {
        Assert.Equal(
            "Int cannot represent non 32-bit signed integer value: 2147483648",
            BuiltInScalars.Int.Serialize(2_147_483_648L).Message
        );
        Assert.Equal("9223372036854775807", BuiltInScalars.Id.Serialize(long.MaxValue).Value);
    }

    [Fact]
    public void Stored_json_is_written_like_a_value()
    {
        Assert.Equal(LeafResult.Of("x"), BuiltInScalars.String.Serialize(JsonElement.Parse("\"x\"")));
        Assert.Equal(LeafResult.Of(3), BuiltInScalars.Int.Serialize(JsonElement.Parse("3.0")));
        Assert.False(BuiltInScalars.Boolean.Serialize(JsonElement.Parse("{}")).IsValid);
    }

    [Fact]
    public void An_enum_translates_between_names_and_its_own_values()
    {
        var type = new EnumType("Order", [new("UP", 1) { Description = "up" }, new("DOWN", -1)]);

        Assert.Equal(LeafResult.Of(1), type.ParseValue(JsonElement.Parse("\"UP\"")));
        Assert.Equal(LeafResult.Of("DOWN"), type.Serialize(-1));
        Assert.Equal(
            new LeafResult(
                null,
                "Value \"UPP\" does not exist in \"Order\" enum.",
                " Did you mean the enum value \"UP\"?"
            ),
            type.ParseValue(JsonElement.Parse("\"UPP\""))
        );
        Assert.Equal("Enum \"Order\" cannot represent value: 5", type.Serialize(5).Error);
        Assert.Throws<ArgumentException>(() => new EnumValue("true"));
    }

    [Fact]
    public void A_scalar_without_rules_takes_and_gives_everything()
    {
        var scalar = new ScalarType("Json");

        var read = scalar.ParseValue(JsonElement.Parse("""{"a":[1,"x",null,true]}"""));

        Assert.Equal("""{"a":[1,"x",null,true]}""", JsonSerializer.Serialize(read.Value));
        Assert.Same(read.Value, scalar.Serialize(read.Value!).Value);
    }
}
