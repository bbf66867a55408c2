"""What in a text tells who or where somebody is: names, numbers, addresses, organisations."""
