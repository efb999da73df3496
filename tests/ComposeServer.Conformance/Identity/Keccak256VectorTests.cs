using ComposeServer.Identity.Hashes;

namespace ComposeServer.Conformance.Identity;

public class Keccak256VectorTests
{
    [Fact]
    public void Digests_are_those_of_the_javascript_library_at_all_lengths_about_the_block_size()
    {
        foreach (var vector in VectorFile.Cases("keccak/keccak256.json"))
        {
            var bytes = Enumerable.Range(0, vector.GetProperty("length").GetInt32()).Select(at => (byte)at).ToArray();

            Assert.Equal(vector.Text("digest"), Convert.ToHexStringLower(Keccak256.Hash(bytes)));
        }
    }
}
